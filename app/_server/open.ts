type Handler<Context> = (request: Request, context: Context) => Response | Promise<Response>;

/** The door for routes that must be open to strangers; the reason is for whoever reviews them. */
export const openRoute = <Context = unknown>(_reason: string, handler: Handler<Context>) => handler;
