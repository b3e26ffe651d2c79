/** Links are also built where no request is: in mails and calendars. */
export { ownAddress } from "@/lib/own-address";
