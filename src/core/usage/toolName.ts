/** A tool's name taken apart: an MCP tool's has its server's name in it. */
export interface ToolName {
  /** null: a tool of Claude Code itself. */
  readonly server: string | null;
  readonly tool: string;
}

/** Claude Code writes mcp__server__tool and reads the server up to the next two underscores; a tool's own name may hold more of them. */
export const toolName = (written: string): ToolName => {
  const [, server, tool] = /^mcp__(.+?)__(.+)$/s.exec(written) ?? [];
  return server === undefined || tool === undefined ? { server: null, tool: written } : { server, tool };
};
