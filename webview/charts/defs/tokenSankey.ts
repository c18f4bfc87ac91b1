import type { TokenFlowView } from '../../../src/protocol/views';
import type { Figures } from '../../figures/figures';
import { flowTitle } from '../../figures/findings';
import { nodeLabels, tokenFlows, type Flow } from '../../figures/flow';
import { columns } from '../../figures/table';
import type { ChartConfiguration } from '../chart';
import type { ChartDef } from '../def';
import { baseOptions, tooltipOptions } from '../options';

interface Point {
  readonly dataIndex: number;
}

/** What the plugin hands to an option that is a function, which its types know of most options only. */
interface Drawing {
  readonly chart: { readonly width: number };
}

/** CSS pixels. */
const NARROW = 420;

type Selected = Pick<TokenFlowView, 'provenance' | 'selected'>;

const said = ({ from, to, tokens, nanoUsd }: Flow, figures: Figures) =>
  `${from} to ${to}: ${figures.tokens(tokens)} tokens${figures.money && nanoUsd !== null ? `, ${figures.usd(nanoUsd)}` : ''}`;

const COLUMN = { Prompt: 0, 'Cache read': 1, 'Cache write': 1, Uncached: 1, API: 2, Output: 3 };
const NEUTRAL: ReadonlySet<string> = new Set(['Prompt', 'API']);
const PRIORITY = { 'Cache read': 0, 'Cache write': 1, Uncached: 2 };

/** Where the tokens of prompts come from and what the model makes of them. */
export const tokenSankey: ChartDef<Selected> = {
  id: 'tokenSankey',
  height: 260,
  title: ({ selected }, figures) => flowTitle(selected, figures),
  legend: (_view, figures) => `width: tokens${figures.money ? ' · money: USD, API-equivalent' : ''}`,

  toTable: ({ selected }, figures) => ({
    columns: columns('From', 'To', 'Tokens', ...(figures.money ? ['Cost'] : [])),
    rows: tokenFlows(selected).map(({ from, to, tokens, nanoUsd }) => {
      const row = [from, to, figures.count(tokens)];
      return figures.money ? [...row, nanoUsd === null ? '' : figures.usd(nanoUsd)] : row;
    }),
  }),

  points: ({ selected }, figures) => tokenFlows(selected).map((flow) => said(flow, figures)),

  toConfig: ({ selected }, figures, theme) => {
    const flows = tokenFlows(selected);
    const labels = nodeLabels(selected, figures);
    // Amounts of money would run into the next column; the table has them.
    const short = nodeLabels(selected, { ...figures, money: false });
    const colorOf = (index: number) => theme.color(flows[index]?.color ?? 'other');
    const config: ChartConfiguration<'sankey'> = {
      type: 'sankey',
      data: {
        datasets: [
          {
            data: flows.map(({ from, to, tokens }) => ({ from, to, flow: tokens })),
            parsing: { from: 'from', to: 'to', flow: 'flow' },
            labels: (({ chart }: Drawing) => (chart.width < NARROW ? short : labels)) as unknown as Readonly<Record<string, string>>,
            column: COLUMN,
            priority: PRIORITY,
            // Prompt and API are no token class, so they take none of its colours; bands take the colour of their class.
            colorFrom: ({ dataIndex }: Point) => (NEUTRAL.has(flows[dataIndex]?.from ?? '') ? theme.foreground : colorOf(dataIndex)),
            colorTo: ({ dataIndex }: Point) => (NEUTRAL.has(flows[dataIndex]?.to ?? '') ? theme.foreground : colorOf(dataIndex)),
            flowColor: ({ dataIndex }: Point) => theme.soft(flows[dataIndex]?.color ?? 'other'),
            nodeLabels: {
              position: { API: 'top', Output: 'left' },
              // A thin band would run through the letters.
              backgroundColor: { Output: theme.background, 'Cache write': theme.background, Uncached: theme.background },
              padding: 3,
            },
            color: theme.foreground,
            borderWidth: 0,
            nodeWidth: 10,
            nodeMinSize: 4,
            nodePadding: 38,
            size: 'max',
            font: { family: theme.font, size: 11 },
          },
        ],
      },
      options: {
        ...baseOptions(theme),
        layout: { padding: { top: 16, bottom: 8, left: 0, right: 0 } },
        plugins: {
          tooltip: {
            ...tooltipOptions(theme),
            displayColors: false,
            callbacks: {
              title: () => '',
              label: ({ dataIndex }) => {
                const flow = flows[dataIndex];
                return flow ? said(flow, figures) : '';
              },
            },
          },
        },
      },
    };
    return config as ChartConfiguration;
  },
};
