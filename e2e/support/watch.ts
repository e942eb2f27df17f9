import type { Page } from "@playwright/test";
import { readHistory, type Truth } from "@/e2e/support/history";
import type { Said } from "@/e2e/support/said";
import type { Shop } from "@/e2e/support/shop";
import { expect } from "@/e2e/support/test";

/** What a page showed from an instant on, in milliseconds since 1970. */
type Shown = { at: number; words: string };
type Seen = { shown: Shown[]; until: number };

/** Pages that are looked at while the shop goes on, and what they have shown so far. */
type Lookout = {
  /** From now on notes what a page shows at one place, each time that it changes. It must not be loaded anew before it is left. */
  follow(page: Page, said: Said): Promise<void>;
  /** Looks no more at a page that goes elsewhere. */
  leave(page: Page): Promise<void>;
  /** Waits until every page that is still looked at shows what the database has. */
  agree(): Promise<void>;
  /** How old what each page showed was at worst, in milliseconds, and what it may be. */
  judge(): Promise<Judged[]>;
};
type Judged = { page: string; stale: number; within: number; words: string; changes: number };

declare global {
  interface Window {
    shown?: Shown[];
  }
}

export function openLookout(shop: Shop): Lookout {
  const looked = new Map<Page, Said>();
  const left: { said: Said; seen: Seen }[] = [];
  const leave = async (page: Page) => {
    const said = looked.get(page)!;
    left.push({ said, seen: await whatWasShown(page, said) });
    looked.delete(page);
  };
  return {
    follow: async (page, said) => {
      await watch(page, said.read);
      looked.set(page, said);
    },
    leave,
    agree: async () => {
      const history = await readHistory(shop);
      for (const [page, { named, read, tell, within }] of looked)
        await expect
          .poll(() => page.evaluate(read), { message: named, timeout: within })
          .toBe(history(tell).at(-1)?.words);
    },
    judge: async () => {
      for (const page of looked.keys()) await leave(page);
      const history = await readHistory(shop);
      return left.map(({ said: { named, within, tell }, seen }) => {
        const { ms, words } = oldest(seen, history(tell));
        return { page: named, stale: Math.round(ms), within, words, changes: seen.shown.length };
      });
    },
  };
}

async function watch(page: Page, read: () => string): Promise<void> {
  // As one expression: a page of this shop lets nothing make code of text.
  await page.evaluate(`(() => {
    const read = ${read};
    const shown = [{ at: Date.now(), words: read() }];
    const look = () => {
      const words = read();
      if (words !== shown.at(-1).words) shown.push({ at: Date.now(), words });
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    window.shown = shown;
  })()`);
}

async function whatWasShown(page: Page, { named }: Said): Promise<Seen> {
  const { shown, until } = await page.evaluate(() => ({ shown: window.shown, until: Date.now() }));
  if (!shown) throw new Error(`${named}: it was loaded anew.`);
  return { shown, until };
}

/** What was shown for longest after it was true no more: for how many milliseconds, and the words. For ever, if it had not been true at all. */
type Stale = { ms: number; words: string };

/** The clocks of a page and of the database may differ by so much. */
const clocksDiffer = 1_000;

/** How old what a page showed was at worst. */
function oldest({ shown, until }: Seen, truth: Truth): Stale {
  const stale = shown.map(({ at, words }, index): Stale => {
    const end = shown[index + 1]?.at ?? until;
    const trueThen = truth
      .map((fact, of) => ({
        words: fact.words,
        from: fact.at - clocksDiffer,
        to: truth[of + 1]?.at ?? Number.POSITIVE_INFINITY,
      }))
      .filter((fact) => fact.words === words);
    // It gets older until it is true again or gone.
    const moments = [at, end, ...trueThen.map(({ from }) => from - 1).filter((moment) => moment > at && moment < end)];
    const ageAt = (moment: number) =>
      Math.min(...trueThen.filter(({ from }) => from <= moment).map(({ to }) => Math.max(0, moment - to)));
    return { ms: Math.max(...moments.map(ageAt)), words };
  });
  return stale.reduce((worst, one) => (one.ms > worst.ms ? one : worst));
}
