import type { ChartOptions, TooltipOptions } from './chart';
import type { Theme } from './palette';

/** What all charts share: size from the parent, no animation (calm on every refresh, and reduced motion needs no case of its own). */
export const baseOptions = (theme: Theme) =>
  ({
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    font: { family: theme.font, size: 11 },
    color: theme.muted,
  }) satisfies ChartOptions;

export const tooltipOptions = (theme: Theme) =>
  ({
    backgroundColor: theme.hover.background,
    titleColor: theme.hover.foreground,
    bodyColor: theme.hover.foreground,
    footerColor: theme.hover.foreground,
    borderColor: theme.hover.border,
    borderWidth: 1,
    cornerRadius: 3,
    padding: 8,
    boxPadding: 4,
    usePointStyle: true,
  }) satisfies Partial<TooltipOptions>;
