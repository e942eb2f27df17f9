"use server";

import { redirect } from "next/navigation";
import { applyStocktake } from "@/lib/stock/apply-stocktake";
import { dropStocktake } from "@/lib/stock/drop-stocktake";
import { openStocktakeInput, stocktakeCountInput, stocktakeInput } from "@/lib/stock/input-of-stocktake";
import { openStocktake } from "@/lib/stock/open-stocktake";
import { recordCount } from "@/lib/stock/record-count";
import { staffAction } from "@/lib/web/staff-action";

export const open = staffAction("open a stocktake", openStocktakeInput, async (staff, input) => {
  redirect(`/admin/stock/count/${await openStocktake(staff, input)}`);
});

export const record = staffAction("record a count", stocktakeCountInput, async (staff, input) => {
  await recordCount(staff, input);
  return "";
});

export const apply = staffAction("apply a stocktake", stocktakeInput, async (staff, input) => {
  const changed = await applyStocktake(staff, input);
  return changed === 1 ? "Applied: 1 level changed" : `Applied: ${changed} levels changed`;
});

export const drop = staffAction("drop a stocktake", stocktakeInput, async (staff, input) => {
  await dropStocktake(staff, input);
  return "Dropped. No level changed.";
});
