import { beforeAll, expect, test } from "vitest";
import { db } from "@/lib/db/client";
import { trapName } from "@/lib/people/rules";
import { refuseTrapped } from "@/lib/web/trap";
import { useDatabase } from "@/tests/support/database";
import { openShop } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

function formWith(filled: string | null): FormData {
  const form = new FormData();
  form.set("name", "Maya");
  if (filled !== null) form.set(trapName, filled);
  return form;
}

test("a filled trap is no matter in a shop that sets none", async () => {
  await expect(refuseTrapped(formWith("Cheap pills"))).resolves.toBeUndefined();
});

test("a script that fills everything in is not taken, and is told nothing of the trap", async () => {
  await db().shop.updateMany({ data: { trapForms: true, phone: "01234 567890" } });
  const thrown: Error = (await refuseTrapped(formWith("Cheap pills")).catch((error: Error) => error)) as Error;
  expect(thrown).toMatchObject({ code: "not_taken", detail: { phone: "01234 567890" } });
  expect(thrown.message).toContain("send it once more. If it happens again, call us: 01234 567890.");
  expect(thrown.message).not.toMatch(/trap|script|empty|robot|subject/i);
});

test("whoever leaves it empty, or never had it, gets through", async () => {
  await expect(refuseTrapped(formWith(""))).resolves.toBeUndefined();
  await expect(refuseTrapped(formWith(null))).resolves.toBeUndefined();
});
