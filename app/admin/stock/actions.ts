"use server";

import { changeMany } from "@/lib/stock/change-many";
import { countStock } from "@/lib/stock/count-stock";
import { countInput, entryInput, manyInput, receiveInput, writeOffInput } from "@/lib/stock/input";
import { receiveStock } from "@/lib/stock/receive-stock";
import { undoEntry } from "@/lib/stock/undo-entry";
import { writeOffStock } from "@/lib/stock/write-off-stock";
import { staffAction } from "@/lib/web/staff-action";

export const receive = staffAction("receive stock", receiveInput, async (staff, input) => {
  await receiveStock(staff, input);
  return `${input.quantity} received`;
});

export const count = staffAction("count stock", countInput, async (staff, input) => {
  await countStock(staff, input);
  return `Counted: ${input.counted} on hand`;
});

export const writeOff = staffAction("write stock off", writeOffInput, async (staff, input) => {
  await writeOffStock(staff, input);
  return `${input.quantity} written off`;
});

export const undo = staffAction("take a stock entry back", entryInput, async (staff, input) => {
  await undoEntry(staff, input);
  return "Taken back by an entry of its own";
});

export const saveMany = staffAction("change many levels", manyInput, async (staff, input) => {
  const changed = await changeMany(staff, input);
  return changed === 1 ? "1 row saved" : `${changed} rows saved`;
});
