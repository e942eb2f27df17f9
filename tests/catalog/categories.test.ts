import { beforeAll, describe, expect, test } from "vitest";
import { addCategory } from "@/lib/catalog/add-category";
import { changeCategory } from "@/lib/catalog/change-category";
import { placeCategory } from "@/lib/catalog/place-category";
import { removeCategory } from "@/lib/catalog/remove-category";
import { db } from "@/lib/db/client";
import { draft, eventsAbout } from "@/tests/catalog/typed";
import { useDatabase } from "@/tests/support/database";
import { counter, manager, openShop, owner, settle } from "@/tests/support/shop";

useDatabase();
beforeAll(openShop);

const names = async () =>
  (await db().category.findMany({ orderBy: { position: "asc" }, select: { name: true } })).map(({ name }) => name);

describe("categories", () => {
  test("are added at the end, with an address of their own", async () => {
    const id = await addCategory(manager, { name: "Cakes & tarts", note: "From Thursday" });
    expect(await db().category.findUnique({ where: { id } })).toMatchObject({
      slug: "cakes-tarts",
      note: "From Thursday",
      position: 2,
    });
    expect(await eventsAbout(id)).toMatchObject([{ type: "category.added", snapshot: { name: "Cakes & tarts" } }]);
    await expect(addCategory(owner, { name: "CAKES & TARTS", note: "" })).rejects.toMatchObject({ code: "name_taken" });
  });

  test("of one name are not made twice, however many ask at once", async () => {
    const { values, errors } = await settle(
      Array.from({ length: 5 }, () => addCategory(owner, { name: "Once", note: "" })),
    );
    expect([values.length, errors]).toEqual([1, { name_taken: 4 }]);
  });

  test("get another name, keep their address, and tell who had them open", async () => {
    const categoryId = await addCategory(owner, { name: "Bunz", note: "" });
    await changeCategory(manager, { categoryId, version: 0, name: "Buns", note: "Soft" });
    expect(await db().category.findUnique({ where: { id: categoryId } })).toMatchObject({
      name: "Buns",
      slug: "bunz",
      version: 1,
    });
    expect((await eventsAbout(categoryId)).at(-1)).toMatchObject({
      type: "category.changed",
      previous: { name: "Bunz", note: "" },
    });
    await expect(changeCategory(owner, { categoryId, version: 0, name: "Bans", note: "" })).rejects.toMatchObject({
      code: "changed_meanwhile",
      detail: { by: manager.name },
    });
    await changeCategory(owner, { categoryId, version: 1, name: "Buns", note: "Soft" });
    expect(await eventsAbout(categoryId)).toHaveLength(2);
  });

  test("are moved one at a time, so that two who move keep both moves", async () => {
    await db().category.deleteMany({ where: { items: { none: {} } } });
    const ids: string[] = [];
    for (const name of ["A", "B", "C", "D"]) ids.push(await addCategory(owner, { name, note: "" }));
    const [a, , c, d] = ids as [string, string, string, string];
    await settle([
      placeCategory(owner, { categoryId: d, before: a }),
      placeCategory(owner, { categoryId: c, before: null }),
    ]);
    expect((await names()).filter((name) => name.length === 1)).toEqual(["D", "A", "B", "C"]);
    expect((await eventsAbout(d)).at(-1)).toMatchObject({ type: "category.moved" });
    const events = await db().event.count();
    await placeCategory(owner, { categoryId: c, before: null });
    expect(await db().event.count()).toBe(events);
  });

  test("are deleted only when they hold nothing", async () => {
    const categoryId = await addCategory(owner, { name: "Full", note: "" });
    const itemId = await draft({ categoryId });
    await expect(removeCategory(owner, { categoryId })).rejects.toMatchObject({
      code: "category_not_empty",
      detail: { items: 1, archived: 0 },
    });
    await db().item.update({ where: { id: itemId }, data: { archivedAt: new Date() } });
    await expect(removeCategory(owner, { categoryId })).rejects.toMatchObject({ detail: { items: 1, archived: 1 } });
    await db().variant.deleteMany({ where: { itemId } });
    await db().item.delete({ where: { id: itemId } });
    await removeCategory(manager, { categoryId });
    expect((await eventsAbout(categoryId)).at(-1)).toMatchObject({
      type: "category.deleted",
      snapshot: { name: "Full" },
    });
    await expect(removeCategory(owner, { categoryId })).rejects.toMatchObject({ code: "not_found" });
  });

  test("and an item that comes in at the moment of their deletion never lose each other", async () => {
    const categoryId = await addCategory(owner, { name: "Shaky", note: "" });
    const { errors } = await settle<unknown>([removeCategory(owner, { categoryId }), draft({ categoryId })]);
    expect([{ not_found: 1 }, { category_not_empty: 1 }]).toContainEqual(errors);
  });

  test("are changed by those alone who may", async () => {
    const [first] = await db().category.findMany({ take: 1 });
    const [before, events] = [await names(), await db().event.count()];
    const categoryId = first!.id;
    for (const [actor, code] of [
      [counter, "not_permitted"],
      [null, "not_signed_in"],
    ] as const) {
      const { errors } = await settle<unknown>([
        addCategory(actor, { name: "X", note: "" }),
        changeCategory(actor, { categoryId, version: first!.version, name: "X", note: "" }),
        placeCategory(actor, { categoryId, before: null }),
        removeCategory(actor, { categoryId }),
      ]);
      expect(errors).toEqual({ [code]: 4 });
    }
    expect([await names(), await db().event.count()]).toEqual([before, events]);
  });
});
