import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod/mini";
import { checkFile } from "../engine/imported/check-file.ts";

// zod/mini says only "Invalid input" until it is given words.
z.config(z.locales.en());
parentPort?.postMessage(checkFile(workerData));
