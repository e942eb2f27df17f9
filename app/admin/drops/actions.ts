"use server";

import { redirect } from "next/navigation";
import { cancelDrop } from "@/lib/catalog/cancel-drop";
import { changeDrop } from "@/lib/catalog/change-drop";
import { endDrop } from "@/lib/catalog/end-drop";
import { dropChangeInput, dropIdInput, dropInput } from "@/lib/catalog/input-of-drops";
import { makeDrop } from "@/lib/catalog/make-drop";
import { staffAction } from "@/lib/web/staff-action";

export const make = staffAction("make a drop", dropInput, async (staff, input) =>
  redirect(`/admin/drops/${await makeDrop(staff, input)}`),
);

export const change = staffAction("change a drop", dropChangeInput, async (staff, input) => {
  await changeDrop(staff, input);
  return `${input.name} is saved`;
});

export const cancel = staffAction("cancel a drop", dropIdInput, async (staff, input) => {
  await cancelDrop(staff, input);
  return "Cancelled: its items are hidden";
});

export const end = staffAction("end a drop", dropIdInput, async (staff, input) => {
  await endDrop(staff, input);
  return "Ended: nothing more of it can be ordered";
});
