import { globSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const pages = globSync(["app/admin/**/page.tsx", "app/(preview)/**/page.tsx", "app/(print)/**/page.tsx"]);

/** How the functions begin that Next calls. */
const anyStart =
  /^export (?:default |const generateMetadata = )?(?:(?:staffPage|framelessPage|staffMetadata)\()?(?=(?:async )?function )/m;

/** The source of each function of a file that Next calls, by name. */
function entriesOf(file: string, starts = anyStart): string[] {
  const parts = readFileSync(file, "utf8").split(starts);
  return parts.slice(1).filter((part) => /^(async )?function (generateMetadata|\w+Page)\b/.test(part));
}

describe("the staff's pages", () => {
  it("are found", () => {
    expect(pages.length).toBeGreaterThan(0);
  });

  // A layout is not run again when a browser moves from page to page, so its guard alone guards nothing.
  it.each(pages)("%s asks who is there before it reads anything", (page) => {
    const entries = entriesOf(page);
    expect(entries.length).toBeGreaterThan(0);
    for (const entry of entries)
      expect(entry).toMatch(/requireStaff\(("[a-z_.]+")?\)|^function \w+\(\) \{\s*redirect\(/);
  });

  // `notFound` and a role that does not open a page draw nothing for whoever has no JavaScript, unless the page catches them.
  it.each(pages)("%s says itself that nothing is there", (page) => {
    const bare = entriesOf(page, /^export (?:default )?(?=(?:async )?function )/m);
    for (const entry of bare) expect(entry).not.toMatch(/requireStaff\("|notFound\(|readOrder\(/);
  });
});
