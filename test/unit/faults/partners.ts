import { buildPartner, runPartner, type Partner } from '../store/process';

/** Windows in processes of their own, all ended after each test. Call inside `describe`, before `useHome`: who writes is to end before the folder does. */
export function useWindows(): (home: string, workspace?: string) => Partner {
  const partners: Partner[] = [];
  let file = '';
  before(() => (file = buildPartner('faults/enginePartner')));
  afterEach(async () => {
    for (const partner of partners.splice(0)) await partner.kill();
  });
  return (home, workspace = 'a') => {
    const partner = runPartner(file, [home, workspace]);
    partners.push(partner);
    return partner;
  };
}

export const parsed = async (partner: Partner, words: string): Promise<unknown> => JSON.parse(await partner.ask(words));

/** Asks until the answer is this one; ends with the test's own time limit. */
export async function until(partner: Partner, words: string, holds: (answer: string) => boolean): Promise<void> {
  while (!holds(await partner.ask(words))) await new Promise((resolve) => setTimeout(resolve, 50));
}
