"use server";

import { markTicketsPrinted } from "@/lib/orders/mark-tickets-printed";
import { printedInput } from "@/lib/orders/ticket-input";
import { staffCall } from "@/lib/web/staff-call";

export const recordPrinted = staffCall("print tickets", printedInput, markTicketsPrinted);
