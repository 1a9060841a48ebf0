/** Starts the names of all virtual files, so that they can be told from the user's. */
export const VIRTUAL = "__rosenblatt_";
