import type { Told, ToldEvent } from "@/lib/deliveries/compose-news";
import type { Shop } from "@/lib/settings/queries";
import { linkPaths } from "@/lib/staff/rules";

type News = Told["news"];
type Words = (event: ToldEvent, shop: Shop) => News;

const notYou = "If this was not you, tell the owner, and set a new password from the sign-in page.";

/** The address of a link without its token, which is put in as the mail is sent. */
const reset = ({ snapshot }: ToldEvent) => `${linkPaths.reset}${snapshot.link}`;

const invited: Words = ({ subject, snapshot }, shop) => ({
  title: `${snapshot.by} invites you to ${shop.name}`,
  paragraphs: [
    "Choose a name and a password, and you can sign in to the pages of the staff.",
    "The link works once, for three days.",
  ],
  press: { path: `${linkPaths.invite}${subject.id}`, words: "Join" },
});

const resetLink: Words = (event) => ({
  title: "Set a new password",
  paragraphs: [
    "Here is the link for a new password. It works once, within an hour.",
    "If you did not ask for it, leave it: your password stays as it is.",
  ],
  press: { path: reset(event), words: "Set a new password" },
});

const confirmEmail: Words = ({ snapshot, personal }) => ({
  title: "Is this your new email address?",
  paragraphs: [`You will sign in with ${personal.newEmail} once you confirm it. The link works once, for a day.`],
  press: { path: `${linkPaths.email}${snapshot.link}`, words: "Look and confirm" },
});

const codesGuessed: Words = ({ snapshot }) => ({
  title: "Six wrong codes for your account",
  paragraphs: [
    `Somebody gave your password and then six codes that were wrong. Nobody got in by them. The browser of the last: ${snapshot.browser}.`,
    "If it was you, try again in a quarter of an hour.",
    "If it was not you, your password is known to somebody. Set a new one from the sign-in page, and tell the owner.",
  ],
});

const changed =
  (title: string, words: string): Words =>
  () => ({ title, paragraphs: [words, notYou] });

/** To a colleague, about their own account. */
function toMember(words: Words) {
  return (event: ToldEvent, shop: Shop) => told(event, String(event.personal.email ?? ""), words(event, shop));
}

function told({ subject }: ToldEvent, email: string, news: News): Told {
  return { to: [{ place: `staff:${subject.id}`, email }], news };
}

/** What people of the shop are told about their own accounts. A changed address tells the one before it. */
export const newsOfPeople = {
  "staff.invited": toMember(invited),
  "staff.reset_asked": toMember(resetLink),
  "staff.reset_link_made": toMember(resetLink),
  "staff.password_changed": toMember(
    changed("Your password was changed", "Everyone who used the old one was signed out."),
  ),
  "staff.codes_guessed": toMember(codesGuessed),
  "staff.second_factor_on": toMember(
    changed("Your second factor is on", "From now on signing in asks for a code of your app as well."),
  ),
  "staff.second_factor_off": toMember(
    changed("Your second factor is off", "From now on signing in asks for your password alone."),
  ),
  "staff.second_factor_reset": toMember(
    changed("Your second factor was taken away", "An owner did this so that you can sign in with your password alone."),
  ),
  "staff.email_change_asked": (event: ToldEvent, shop: Shop) =>
    told(event, String(event.personal.newEmail ?? ""), confirmEmail(event, shop)),
  "staff.email_changed": (event: ToldEvent, shop: Shop) =>
    told(
      event,
      String(event.personal.formerEmail ?? ""),
      changed("Your email address was changed", "From now on you sign in with another address.")(event, shop),
    ),
} as const;
