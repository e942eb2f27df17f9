import { forgetOldHeartbeats } from "@/jobs/heartbeat";
import { forgetOldWishes } from "@/lib/catalog/forget-old-wishes";
import { forgetOldCarts } from "@/lib/checkout/forget-old-carts";
import { forgetOldTurns } from "@/lib/checkout/forget-old-turns";
import { email } from "@/lib/deliveries/channels/email";
import { text } from "@/lib/deliveries/channels/text";
import { deliver } from "@/lib/deliveries/deliver";
import { drainDestination } from "@/lib/deliveries/drain-destination";
import { planDeliveries } from "@/lib/deliveries/plan-deliveries";
import { pruneDeliveries } from "@/lib/deliveries/prune-deliveries";
import { sendSummaries } from "@/lib/deliveries/send-summaries";
import { sweepLost } from "@/lib/deliveries/sweep-lost";
import { acceptByItself, acceptWaiting } from "@/lib/orders/accept-by-itself";
import { remindOfPickup } from "@/lib/orders/remind-of-pickup";
import { remindOfWaiting } from "@/lib/orders/remind-of-waiting";
import { remindOutOfTouch } from "@/lib/orders/remind-out-of-touch";
import { forgetPeople } from "@/lib/people/forget-people";
import { knowOldOrders } from "@/lib/people/know-old-orders";
import { forgetUnusedPhotos } from "@/lib/photos/forget-unused-photos";
import { makeSlots } from "@/lib/pickup/make-slots";
import type { JobName, JobPayload } from "@/lib/queue/catalogue";
import { keepSums } from "@/lib/reports/keep-sums";
import { forgetOldSessions } from "@/lib/staff/forget-old-sessions";
import { closeDueDays } from "@/lib/stock/close-due-days";
import { keepPlan } from "@/lib/stock/keep-plan";
import { proveNightly } from "@/lib/stock/prove-nightly";
import { tellOfLow } from "@/lib/stock/tell-of-low";
import { closeLists } from "@/lib/waiting/close-lists";
import { knowWhoWaits } from "@/lib/waiting/know-who-waits";

/** Carries one job. It may run twice; when `stopping` is aborted it finishes or hands back. */
export type Handler<Name extends JobName> = (payload: JobPayload<Name>, stopping: AbortSignal) => Promise<unknown>;

/** What each job does: one command. A job without a handler does not compile. */
export const handlers: { readonly [Name in JobName]: Handler<Name> } = {
  "event.dispatch": async ({ eventId }) => {
    await planDeliveries(eventId);
    await acceptByItself(eventId);
  },
  "delivery.email": ({ deliveryId }, stopping) => deliver(deliveryId, email, stopping),
  "delivery.text": ({ deliveryId }, stopping) => deliver(deliveryId, text, stopping),
  "destination.drain": ({ destinationId }, stopping) => drainDestination(destinationId, stopping),
  "destination.summarise": () => sendSummaries(),
  "deliveries.prune": (_, stopping) => pruneDeliveries(stopping),
  "remind.staff": async () => {
    await acceptWaiting();
    await remindOfWaiting();
    await remindOutOfTouch();
  },
  "remind.customers": () => remindOfPickup(),
  "sweep.lost": () => sweepLost(),
  "sweep.old": () =>
    Promise.all([
      forgetOldHeartbeats(),
      forgetOldCarts(),
      forgetOldTurns(),
      forgetOldWishes(),
      forgetOldSessions(),
      forgetUnusedPhotos(),
      forgetPeople(),
    ]),
  "waiting.close": () => closeLists(),
  "people.know": (_, stopping) => Promise.all([knowWhoWaits(), knowOldOrders(stopping)]),
  "stock.prove": () => proveNightly(),
  "stock.plan": () => keepPlan(),
  "stock.close": () => closeDueDays(),
  "stock.low": () => tellOfLow(),
  "slots.make": () => makeSlots(),
  "reports.keep": (_, stopping) => keepSums(stopping),
};
