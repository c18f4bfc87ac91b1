import type { ComponentChildren } from 'preact';

interface CardProps {
  readonly title: string;
  readonly sub?: string;
  readonly span?: 'wide' | 'half' | 'slim' | 'third' | 'most' | 'shared';
  readonly action?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A section with a heading: what every page is made of. */
export const Card = ({ title, sub, span = 'wide', action, children }: CardProps) => (
  <section class={`card ${span}`}>
    <header class="card-head">
      <div class="card-title">
        <h2>{title}</h2>
        {sub && <p class="sub">{sub}</p>}
      </div>
      {action}
    </header>
    {children}
  </section>
);
