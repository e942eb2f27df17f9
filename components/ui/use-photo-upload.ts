"use client";

import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useActionForm } from "@/components/ui/action-form";
import { type Uploaded, uploadPhoto } from "@/components/ui/upload-photo";

/** What a file field of a photo offers. */
export const photoKinds = "image/jpeg,image/png,image/webp,image/avif";

/**
 * Sends a photo while its form stays open. `part` is how much of it has gone, null while none is on its way. A form that is saved meanwhile waits for
 * the photo, and is saved with it.
 */
export function usePhotoUpload(take: (made: Uploaded) => void) {
  const [part, setPart] = useState<number | null>(null);
  const [wrong, setWrong] = useState("");
  const under = useRef<(() => void) | null>(null);
  const save = useSaveThatWaits(() => under.current !== null);
  const send = async (file: File) => {
    under.current?.();
    setWrong("");
    setPart(0);
    const { done, stop } = uploadPhoto(file, setPart);
    under.current = stop;
    const answer = await done;
    if (under.current !== stop) return;
    under.current = null;
    // At once, so that a save that waited finds the photo's name in its field.
    flushSync(() => {
      setPart(null);
      if (typeof answer === "string") setWrong(answer);
      else take(answer);
    });
    save.settle(typeof answer !== "string");
  };
  return { part, wrong, waits: save.waits, send: (file: File) => void send(file), stop: () => under.current?.() };
}

/** Holds the form's submission back while `busy`, and sends it afterwards. */
function useSaveThatWaits(busy: () => boolean) {
  const { form } = useActionForm();
  const [waits, setWaits] = useState(false);
  const held = useRef(false);
  const isBusy = useRef(busy);
  useEffect(() => {
    const { current } = form;
    const hold = (event: Event) => {
      if (!isBusy.current()) return;
      event.preventDefault();
      event.stopPropagation();
      held.current = true;
      setWaits(true);
    };
    current?.addEventListener("submit", hold, true);
    return () => current?.removeEventListener("submit", hold, true);
  }, [form]);
  const settle = (came: boolean) => {
    if (came && held.current) form.current?.requestSubmit();
    held.current = false;
    setWaits(false);
  };
  return { waits, settle };
}
