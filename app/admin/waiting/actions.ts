"use server";

import { movePlace } from "@/lib/waiting/move-place";
import { removePlace } from "@/lib/waiting/remove-place";
import { moveInput, removeInput } from "@/lib/waiting/staff-input";
import { staffAction } from "@/lib/web/staff-action";

export const move = staffAction("move a place in line", moveInput, async (staff, input) => {
  return `Now at place ${await movePlace(staff, input)}`;
});

export const remove = staffAction("take a place off its line", removeInput, async (staff, input) => {
  await removePlace(staff, input);
  return "Taken off the list";
});
