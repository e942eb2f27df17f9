/** A photo that the shop took in. */
export type Uploaded = { photo: string; placeholder: string };

const lost = "The photo did not reach the shop. Please try again.";

/** Sends a photo as it is, telling how much of it has gone, from 0 to 1. Gives the photo, or the words of a refusal. */
export function uploadPhoto(
  file: File,
  tell: (part: number) => void,
): { done: Promise<Uploaded | string>; stop: () => void } {
  const request = new XMLHttpRequest();
  const done = new Promise<Uploaded | string>((settle) => {
    request.upload.onprogress = ({ loaded, total }) => tell(total > 0 ? loaded / total : 0);
    request.onload = () => settle(answerOf(request));
    request.onerror = () => settle(lost);
    request.onabort = () => settle("");
    request.open("POST", "/api/staff/photos");
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
  });
  return { done, stop: () => request.abort() };
}

function answerOf({ status, responseText }: XMLHttpRequest): Uploaded | string {
  try {
    const body = JSON.parse(responseText) as Partial<Uploaded> & { detail?: string };
    if (status === 201 && body.photo) return { photo: body.photo, placeholder: body.placeholder ?? "" };
    return body.detail ?? lost;
  } catch {
    return lost;
  }
}
