/** Strangers are led to sign in, so nobody sees this; without it Next would send a page of its own along with each of ours. */
export default function Unauthorized() {
  return null;
}
