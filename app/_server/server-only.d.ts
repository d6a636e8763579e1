// Next answers this import itself; it refuses to put what follows into a browser's bundle.
declare module "server-only";
