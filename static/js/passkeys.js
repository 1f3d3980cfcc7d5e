/* Passkeys need scripts and a browser that knows them: what belongs to them is shown only then. Says when one was not used. */
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) {
    part.hidden = false;
  }
  for (const part of document.querySelectorAll("[data-no-passkey]")) {
    part.hidden = true;
  }
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const fault = document.getElementById("passkey-fault");
  if (fault) {
    fault.hidden = false;
  }
});
