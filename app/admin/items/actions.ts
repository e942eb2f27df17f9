"use server";

import { redirect } from "next/navigation";
import { addCategory } from "@/lib/catalog/add-category";
import { addItem } from "@/lib/catalog/add-item";
import { changeCategory } from "@/lib/catalog/change-category";
import { changeItem } from "@/lib/catalog/change-item";
import { duplicateItem } from "@/lib/catalog/duplicate-item";
import { hideItem } from "@/lib/catalog/hide-item";
import {
  categoryChangeInput,
  categoryIdInput,
  categoryInput,
  itemIdInput,
  placeCategoryInput,
  placeItemInput,
  scheduleInput,
  variantIdInput,
} from "@/lib/catalog/input";
import { itemChangeForm, itemForm } from "@/lib/catalog/input-form";
import { placeCategory } from "@/lib/catalog/place-category";
import { placeItem } from "@/lib/catalog/place-item";
import { publishItem } from "@/lib/catalog/publish-item";
import { removeCategory } from "@/lib/catalog/remove-category";
import { removeItem } from "@/lib/catalog/remove-item";
import { restoreItem } from "@/lib/catalog/restore-item";
import { restoreVariant } from "@/lib/catalog/restore-variant";
import { scheduleItem } from "@/lib/catalog/schedule-item";
import { staffAction } from "@/lib/web/staff-action";

export const add = staffAction("add an item", itemForm, async (staff, input) =>
  redirect(`/admin/items/${await addItem(staff, input)}`),
);

export const change = staffAction("change an item", itemChangeForm, async (staff, input) => {
  await changeItem(staff, input);
  return `${input.name} is saved`;
});

export const duplicate = staffAction("duplicate an item", itemIdInput, async (staff, input) =>
  redirect(`/admin/items/${await duplicateItem(staff, input)}`),
);

export const publish = staffAction("publish an item", itemIdInput, async (staff, input) => {
  await publishItem(staff, input);
  return "On sale now";
});

export const hide = staffAction("hide an item", itemIdInput, async (staff, input) => {
  await hideItem(staff, input);
  return "Hidden: customers no longer see it";
});

export const schedule = staffAction("schedule an item", scheduleInput, async (staff, input) => {
  await scheduleItem(staff, input);
  return "Scheduled";
});

export const remove = staffAction("remove an item", itemIdInput, async (staff, input) => {
  if ((await removeItem(staff, input)) === "deleted") redirect("/admin/items");
  return "Archived: its orders stay as they are";
});

export const restore = staffAction("restore an item", itemIdInput, async (staff, input) => {
  await restoreItem(staff, input);
  return "Brought back, hidden";
});

export const bringBackVariant = staffAction("restore a variant", variantIdInput, async (staff, input) => {
  await restoreVariant(staff, input);
  return "Brought back, not on sale yet";
});

export const moveItem = staffAction("move an item", placeItemInput, async (staff, input) => {
  await placeItem(staff, input);
  return "";
});

export const addNewCategory = staffAction("add a category", categoryInput, async (staff, input) => {
  await addCategory(staff, input);
  return `${input.name} is added`;
});

export const saveCategory = staffAction("change a category", categoryChangeInput, async (staff, input) => {
  await changeCategory(staff, input);
  return `${input.name} is saved`;
});

export const moveCategory = staffAction("move a category", placeCategoryInput, async (staff, input) => {
  await placeCategory(staff, input);
  return "";
});

export const deleteCategory = staffAction("delete a category", categoryIdInput, async (staff, input) => {
  await removeCategory(staff, input);
  return "Deleted";
});
