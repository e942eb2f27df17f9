import { z } from "zod";

const email = z
  .string("Enter an email address.")
  .trim()
  .toLowerCase()
  .max(254, "That email address is too long.")
  .pipe(z.email("Enter an email address, such as name@example.org."));

const newPassword = z
  .string("Enter a password.")
  .min(10, "Use at least 10 characters.")
  .max(200, "Use at most 200 characters.");

/** Signs that are not seen but turn or break a line: with them a name could look like another. */
const unseen = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

const name = z
  .string("Enter a name.")
  .trim()
  .min(1, "Enter a name.")
  .max(80, "Use at most 80 characters.")
  .refine((given) => !unseen.test(given), "Use letters that can be seen.");

const role = z.enum(["owner", "manager", "staff"], "Choose a role.");
const password = z
  .string("Enter your password.")
  .min(1, "Enter your password.")
  .max(200, "Use at most 200 characters.");
const staffId = z.string().max(40);
/** One's own, which making someone an owner takes. */
const ownerProof = z.string().max(200, "Use at most 200 characters.").optional();
/** A token as a link carries it; anything else is no link of ours. */
const token = z.string().max(100);

/** What the sign-in form sends. `to` is where to go afterwards. */
export const signInInput = z.object({
  email,
  password,
  to: z.string().max(2_000).catch(""),
});

/** A first owner. */
export const ownerInput = z.object({ email, name, password: newPassword });

/** Someone who joins the staff. */
export const staffMemberInput = z.object({
  email,
  name,
  password: newPassword,
  role,
});

/** Whom to invite, and as what. */
export const inviteInput = z.object({ email, role, password: ownerProof });

/** An invite that is out. */
export const inviteIdInput = z.object({ inviteId: z.string().max(40) });

/** An invite that is to be sent again. */
export const renewInviteInput = inviteIdInput.extend({ password: ownerProof });

/** Someone on the staff. */
export const staffIdInput = z.object({ staffId });

/** Someone who was on the staff. */
export const takeBackInput = z.object({ staffId, password: ownerProof });

/** Someone's new role. */
export const roleInput = z.object({ staffId, role, password: ownerProof });

/** What whoever accepts an invite says of themselves. */
export const acceptInput = z.object({ token, name, password: newPassword });

/** Whose password was forgotten. */
export const askResetInput = z.object({ email });

/** A new password, by a link. */
export const resetInput = z.object({ token, password: newPassword });

/** The link to a new email address. */
export const linkInput = z.object({ token });

/** One's own new name. */
export const nameInput = z.object({ name });

/** One's own new password, with the old one. */
export const passwordInput = z.object({ oldPassword: password, password: newPassword });

/** One's own new email address, with the password. */
export const emailInput = z.object({ email, password });

/** Proof that it is oneself. */
export const proofInput = z.object({ password });

/** A code from an app or from the paper of recovery codes; spaces and dashes are for people. */
export const codeInput = z.object({
  code: z
    .string("Type the code.")
    .max(60, "That is longer than a code.")
    .transform((code) => code.replace(/[\s-]/g, "").toLowerCase())
    .refine((code) => code !== "", "Type the code."),
});

/** Whether everyone is asked for a second factor. `required` comes from a form as "yes" or "no". */
export const secondFactorRuleInput = z.object({
  required: z.enum(["yes", "no"]).transform((answer) => answer === "yes"),
});

/** A signed-in browser. */
export const sessionIdInput = z.object({ sessionId: z.string().max(40) });

/** A new password for an owner; for the first of them if no email is given. */
export const ownerPasswordInput = z.object({ email: email.optional(), password: newPassword });
