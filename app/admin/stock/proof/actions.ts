"use server";

import { z } from "zod";
import { proveStock } from "@/lib/stock/prove-stock";
import { staffAction } from "@/lib/web/staff-action";

export const prove = staffAction("prove the stock", z.object({}), async (staff) => {
  const { disagreeing } = await proveStock(staff);
  if (disagreeing === 0) return "The proof holds";
  return disagreeing === 1 ? "1 row disagrees" : `${disagreeing} rows disagree`;
});
