import { homedir } from 'node:os';
import process from 'node:process';
import { registryPath } from './installed';
import { takeOut } from './takeOut';

// VS Code runs this once the extension is gone (package.json, vscode:uninstall). There is nobody left to tell.
void takeOut(registryPath({ platform: process.platform, home: homedir(), env: process.env }), process.platform).catch(() => undefined);
