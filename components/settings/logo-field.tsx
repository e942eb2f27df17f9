"use client";

import { useRef, useState } from "react";
import s from "@/components/settings/settings.module.css";
import { useActionForm } from "@/components/ui/action-form";
import { AdminField } from "@/components/ui/admin-field";

const kinds = "image/jpeg,image/png,image/webp,image/avif";

/** The shop's logo: chosen from a file, sent at once, in force when the form is saved. */
export function LogoField({ logo }: { logo: string }) {
  const { form, touch } = useActionForm();
  const [photo, setPhoto] = useState(logo);
  const [trouble, setTrouble] = useState("");
  const [sending, setSending] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const choose = (name: string) => {
    setPhoto(name);
    setTimeout(() => form.current && touch(), 0);
  };
  const send = async (chosen: File) => {
    setSending(true);
    setTrouble("");
    const answer = await uploadPhoto(chosen);
    setSending(false);
    if ("photo" in answer) choose(answer.photo);
    else setTrouble(answer.trouble);
  };
  return (
    <AdminField
      name="logo-file"
      label="Logo"
      hint="JPEG, PNG, WebP or AVIF. It stands above the name on the storefront, in emails and on what is printed."
      error={trouble || undefined}
    >
      {({ name, ...control }) => (
        <div className={s.logo}>
          {/* Controlled by hand: what the form carries is the photo's name. */}
          <input type="text" hidden readOnly name="logo" value={photo} aria-hidden="true" tabIndex={-1} />
          {photo && <img src={`/photos/${photo}-360.webp`} alt="The logo" height={64} />}
          <input
            {...control}
            ref={file}
            type="file"
            accept={kinds}
            className="sr"
            onChange={({ target }) => target.files?.[0] && void send(target.files[0])}
          />
          <button type="button" className="btn" aria-busy={sending} onClick={() => file.current?.click()}>
            {sending ? "Sending" : photo ? "Another logo" : "Choose a logo"}
          </button>
          {photo && (
            <button type="button" className="btn bare" onClick={() => choose("")}>
              Without a logo
            </button>
          )}
        </div>
      )}
    </AdminField>
  );
}

/** Sends a photo through the shop's one door for photos. */
async function uploadPhoto(file: File): Promise<{ photo: string } | { trouble: string }> {
  const lost = "That did not reach the shop. Please try again.";
  try {
    const response = await fetch("/api/staff/photos", { method: "POST", body: file });
    const answer = (await response.json()) as { photo?: string; detail?: string };
    return answer.photo ? { photo: answer.photo } : { trouble: answer.detail ?? lost };
  } catch {
    return { trouble: lost };
  }
}
