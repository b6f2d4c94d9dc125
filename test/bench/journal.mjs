#!/usr/bin/env node
/**
 * A sending run over a journal of 100,000 rows in a real n8n: the journal's nodes on the canvas, as they were, beside calls:
 * `node test/bench/journal.mjs` (or with another number of rows). The old form is read from the history of the repository.
 */
import { measure } from './inN8n.mjs';

await measure('journal');
