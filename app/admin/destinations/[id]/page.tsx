import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { sendShown } from "@/app/admin/deliveries/actions";
import { change, enterAgain, pause, remove, resume, rotate, tryOut } from "@/app/admin/destinations/actions";
import { staffMetadata, staffPage } from "@/app/admin/staff-page";
import { FiguresPanel } from "@/components/deliveries/figures-panel";
import { allAgainWords, standingOf } from "@/components/destinations/destination-words";
import s from "@/components/destinations/destinations.module.css";
import { EventFields } from "@/components/destinations/event-fields";
import { SecretForms } from "@/components/destinations/rotate-form";
import { UnconfirmedOrders } from "@/components/destinations/unconfirmed";
import { VerifyHow } from "@/components/destinations/verify-how";
import type { Place } from "@/components/layout/admin-clock";
import { StateMark } from "@/components/layout/admin-icons";
import { AdminPage } from "@/components/layout/admin-page";
import { Refresh } from "@/components/layout/admin-refresh";
import { ActionForm } from "@/components/ui/action-form";
import { TextField } from "@/components/ui/admin-field";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Submit } from "@/components/ui/submit";
import { may } from "@/lib/actor";
import { type DestinationView, getDestination } from "@/lib/deliveries/destination-queries";
import { readFigures } from "@/lib/deliveries/figures";
import { deliveriesPath, everyDelivery, filterFields } from "@/lib/deliveries/list-filter";
import { countShown } from "@/lib/deliveries/list-queries";
import { listUnconfirmed } from "@/lib/deliveries/list-unconfirmed";
import { kindWords } from "@/lib/deliveries/rules-of-destinations";
import { isRefusal } from "@/lib/refusal";
import { getShop } from "@/lib/settings/queries";
import { dayOf } from "@/lib/time";
import { findWords, type SearchParams } from "@/lib/web/search-params";
import { requireStaff } from "@/lib/web/session";

type Props = { params: Promise<{ id: string }>; searchParams: SearchParams };

const readDestination = cache(async (id: string) => {
  try {
    return await getDestination(id);
  } catch (error) {
    if (isRefusal(error, "not_found")) notFound();
    throw error;
  }
});

export const generateMetadata = staffMetadata(async function generateMetadata({
  params,
}: Pick<Props, "params">): Promise<Metadata> {
  await requireStaff("destinations.view");
  return { title: (await readDestination((await params).id)).name };
});

export default staffPage(async function DestinationPage({ params, searchParams }: Props) {
  const staff = await requireStaff("destinations.view");
  const destination = await readDestination((await params).id);
  const [shop, unconfirmed, span] = await Promise.all([
    getShop(),
    listUnconfirmed(destination),
    findWords(searchParams, "figures"),
  ]);
  const now = new Date();
  const lost = { ...everyDelivery, destination: destination.id, state: "dead" as const };
  const [figures, { dead = 0 }] = await Promise.all([
    readFigures({ span: span === "week" ? "week" : "day", timezone: shop.timezone, destination: destination.id, now }),
    countShown(lost, { until: now, timezone: shop.timezone }),
  ]);
  const place = { locale: shop.locale, timezone: shop.timezone, today: dayOf(now, shop.timezone) };
  const { words, says, ...mark } = standingOf(destination, place, now);
  return (
    <AdminPage
      title={<h1>{destination.name}</h1>}
      beside={
        <>
          <StateMark {...mark} pill>
            {words}
          </StateMark>
          <Link className="link meta" href="/admin/destinations">
            All destinations
          </Link>
        </>
      }
    >
      <Refresh every={5} while={destination.waiting > 0} />
      <div className={s.page}>
        <section className={`panel ${s.panel}`} aria-label="How it does">
          <p className="mid">
            {kindWords[destination.kind].name}, {destination.address}. {says}
          </p>
          <div className={s.row}>
            <Link className="btn" href={deliveriesPath({ destination: destination.id })}>
              Every message to it
            </Link>
            {dead > 0 && (
              <Link className="btn" href={deliveriesPath(lost)}>
                {dead === 1 ? "The one given up" : `The ${dead} given up`}
              </Link>
            )}
            {dead > 0 && may(staff, "deliveries.send_again") && (
              <ConfirmButton
                label={dead === 1 ? "Send the one given up again" : `Send all ${dead} given up again`}
                title={dead === 1 ? "Send it again?" : `Send ${dead} messages again?`}
                words={allAgainWords(destination)}
                confirm="Send them again"
                action={sendShown}
                about={`${destination.id}-again`}
                fields={{ ...filterFields(lost), until: now.toISOString() }}
              />
            )}
          </div>
        </section>
        <FiguresPanel
          figures={figures}
          hrefs={{
            day: `/admin/destinations/${destination.id}`,
            week: `/admin/destinations/${destination.id}?figures=week`,
          }}
          place={place}
          now={now}
        />
        {may(staff, "destinations.connect") && <Owners destination={destination} />}
        <section className={`panel ${s.panel}`} aria-labelledby="compare">
          <h2 id="compare">What it has not confirmed</h2>
          <UnconfirmedOrders name={destination.name} orders={unconfirmed} place={place as Place} />
        </section>
        {destination.kind === "webhook" && <VerifyHow />}
      </div>
    </AdminPage>
  );
});

/** What owners do with a destination. */
function Owners({ destination }: { destination: DestinationView }) {
  const { id, kind, name, pausedAt, disabledAt, brokenAt } = destination;
  const given = { destinationId: id };
  return (
    <>
      <section className={`panel ${s.panel}`} aria-labelledby="try">
        <h2 id="try">Try it, or let it rest</h2>
        <p className="mid">
          A sample is an order that nobody placed, or stock that nobody has. It says so, and stands in no ledger.
        </p>
        <div className={s.row}>
          <ActionForm action={tryOut} about={`${id}-test`} label="Send a sample">
            <input type="hidden" name="destinationId" value={id} />
            <Submit className="btn">Send a sample</Submit>
          </ActionForm>
          <ActionForm
            action={pausedAt || disabledAt || brokenAt ? resume : pause}
            about={`${id}-pause`}
            label={pausedAt || disabledAt || brokenAt ? "Go on" : "Pause"}
          >
            <input type="hidden" name="destinationId" value={id} />
            <Submit className="btn">{pausedAt || disabledAt ? "Go on" : brokenAt ? "Try now" : "Pause"}</Submit>
          </ActionForm>
        </div>
      </section>
      <section className={`panel ${s.panel}`} aria-labelledby="hears">
        <h2 id="hears">What it hears of</h2>
        <ActionForm action={change} about={id} label="What it hears of" guard>
          <input type="hidden" name="destinationId" value={id} />
          <input type="hidden" name="version" value={destination.version} />
          <TextField name="name" label="Name" defaultValue={name} required maxLength={60} autoComplete="off" />
          <EventFields kind={kind} events={destination.events} personal={destination.personal} />
          <p>
            <Submit>Save</Submit>
          </p>
        </ActionForm>
      </section>
      {kind !== "folder" && kind !== "colleague" && (
        <section className={`panel ${s.panel}`} aria-labelledby="secret">
          <h2 id="secret">Secret</h2>
          <SecretForms id={id} kind={kind} rotate={rotate} enter={enterAgain} />
        </section>
      )}
      <section className={`panel ${s.panel}`} aria-labelledby="end">
        <h2 id="end">Disconnect</h2>
        <ConfirmButton
          label="Remove this destination"
          title={`Remove ${name}?`}
          words={`Its secret is forgotten, and ${destination.waiting === 0 ? "nothing" : destination.waiting === 1 ? "1 message" : `${destination.waiting} messages`} that still wait will not be sent. What was sent stays in the ledger.`}
          confirm="Remove it"
          action={remove}
          about={`${id}-remove`}
          fields={given}
        />
      </section>
    </>
  );
}
