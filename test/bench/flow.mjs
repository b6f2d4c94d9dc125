#!/usr/bin/env node
/** 500 receipts through the whole flow in a real n8n, beside the same work without n8n: `node test/bench/flow.mjs`. */
import { measure } from './inN8n.mjs';

await measure('flow');
