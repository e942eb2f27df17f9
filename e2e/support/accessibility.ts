import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Checks the page as it is now with all of axe's rules in the light, and once more in the dark with those about colour. */
export async function expectAccessible(page: Page): Promise<void> {
  // While a page reads itself again its title is gone for a moment.
  await expect(page).toHaveTitle(/\S/);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await violations(axeOn(page))).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await violations(axeOn(page).withRules(["color-contrast", "link-in-text-block"]))).toEqual([]);
}

/** The same on a desktop's screen, and then with all of axe's rules in the light as a phone draws it, without opening it again. */
export async function expectAccessibleAtBothWidths(page: Page): Promise<void> {
  const wide = page.viewportSize()!;
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await violations(axeOn(page))).toEqual([]);
  await page.setViewportSize(wide);
}

/** In legacy mode it leaves sandboxed frames alone, such as the one that shows a mail as it looks. */
function axeOn(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}

async function violations(axe: AxeBuilder) {
  return (await axe.analyze()).violations.map(({ id, nodes }) => ({
    id,
    where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
  }));
}
