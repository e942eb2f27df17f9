import { advisoryLocks } from "./advisory-locks";
import type { Approach } from "./approach";
import { checkThenWrite } from "./check-then-write";
import { guardedUpdate } from "./guarded-update";
import { optimisticVersions } from "./optimistic-versions";
import { ownerSavingAtOnce } from "./owner-saving-at-once";
import { ownerSavingInGroups } from "./owner-saving-in-groups";
import { ownerSavingLater } from "./owner-saving-later";
import { rowLocks } from "./row-locks";

/** What the others are compared with. */
export const ours = rowLocks;

export const approaches: readonly Approach[] = [
  ours,
  checkThenWrite,
  guardedUpdate,
  optimisticVersions,
  advisoryLocks,
  ownerSavingLater,
  ownerSavingAtOnce,
  ownerSavingInGroups,
];
