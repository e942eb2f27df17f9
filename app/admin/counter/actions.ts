"use server";

import { sellInput, undoSaleInput } from "@/lib/stock/input";
import { sellAtCounter } from "@/lib/stock/sell-at-counter";
import { undoCounterSale } from "@/lib/stock/undo-counter-sale";
import { staffCall } from "@/lib/web/staff-call";

export const sell = staffCall("sell at the counter", sellInput, sellAtCounter);

export const undoSale = staffCall("undo a sale at the counter", undoSaleInput, undoCounterSale);
