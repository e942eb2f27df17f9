"use server";

import { redirect } from "next/navigation";
import { changeDestination } from "@/lib/deliveries/change-destination";
import { connectDestination } from "@/lib/deliveries/connect-destination";
import {
  changeDestinationInput,
  connectInput,
  destinationIdInput,
  enterSecretInput,
} from "@/lib/deliveries/destination-input";
import { enterSecret } from "@/lib/deliveries/enter-secret";
import { pauseDestination } from "@/lib/deliveries/pause-destination";
import { removeDestination } from "@/lib/deliveries/remove-destination";
import { resumeDestination } from "@/lib/deliveries/resume-destination";
import { rotateSecret } from "@/lib/deliveries/rotate-secret";
import { testDestination } from "@/lib/deliveries/test-destination";
import { staffAction } from "@/lib/web/staff-action";

export const connect = staffAction("connect a destination", connectInput, async (staff, input) => {
  const { id, shown } = await connectDestination(staff, input);
  if (!shown) redirect(`/admin/destinations/${id}`);
  return { done: true, message: `${input.name} is connected`, once: [shown, id] };
});

export const change = staffAction("change a destination", changeDestinationInput, async (staff, input) =>
  (await changeDestination(staff, input))
    ? "Saved. It counts for what happens from now on"
    : "Nothing differed, nothing was changed",
);

export const pause = staffAction("pause a destination", destinationIdInput, async (staff, input) => {
  await pauseDestination(staff, input);
  return "Paused. What is meant for it waits in line";
});

export const resume = staffAction("resume a destination", destinationIdInput, async (staff, input) => {
  await resumeDestination(staff, input);
  return "It goes on. What waited is on its way, in order";
});

export const rotate = staffAction("rotate a secret", destinationIdInput, async (staff, input) => ({
  done: true,
  message: "A new secret was made",
  once: [await rotateSecret(staff, input)],
}));

export const enterAgain = staffAction("enter a secret", enterSecretInput, async (staff, input) => {
  await enterSecret(staff, input);
  return "The new secret is kept";
});

export const tryOut = staffAction("test a destination", destinationIdInput, async (staff, input) => {
  const { outcome, detail } = await testDestination(staff, input);
  const arrived = outcome === "delivered";
  return { done: arrived, message: `${arrived ? "It took the sample" : "The sample did not get through"}: ${detail}` };
});

export const remove = staffAction("remove a destination", destinationIdInput, async (staff, input) => {
  await removeDestination(staff, input);
  redirect("/admin/destinations");
});
