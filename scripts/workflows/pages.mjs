// What people see and hear: forms, their endings, the alarm.
import { js, node, part } from './build.mjs';
import { stop } from './nodes.mjs';

const WIDE = '.container { width: 720px; max-width: 94vw; }\n.header p, .form-header p { text-align: left; }';

/** n8n puts these texts into the page as HTML. */
export const escaped = (text) => js`(${text}).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')`;

/** A form behind a login. `texts`: title, description, button. */
export const form = (position, path, { title, description, button }, fields, parameters = {}, options = {}) =>
	node('formTrigger', 2.5, position, {
		...{ authentication: 'basicAuth', formTitle: title, formDescription: description },
		formFields: { values: fields },
		responseMode: 'onReceived',
		options: { appendAttribution: false, buttonLabel: button, ...options, path },
		...parameters,
	});
/** The last page. `files`: names of the binary fields to hand over. */
export const ending = (position, title, message, more = {}, files = undefined) =>
	node(
		...['form', 2.5, position],
		{
			...{ operation: 'completion', respondWith: files === undefined ? 'text' : 'returnBinary', completionTitle: title, completionMessage: message },
			options: { appendAttribution: false, customCss: WIDE },
			...(files === undefined ? {} : { inputDataFieldName: files }),
		},
		more,
	);
/** A page in between, its fields made by an expression. */
export const page = (position, parameters, more = {}) => node('form', 2.5, position, { operation: 'page', ...parameters }, more);

export const STOPPED = part`String($json.error) + ($json.details ? '\n\n' + $json.details : '')`;
/** One of our nodes stopped behind a form: its message and what to do. */
export const itStopped = (position, { title, advice }) => ending(position, title, escaped(part`${STOPPED} + '\n\n${advice}'`), { executeOnce: true });
/** Then the run ends as an error. */
export const stopTheRun = (position) => stop(position, js`String($json.error) + ($json.details ? '\n' + $json.details : '')`);

/** Off until somebody chooses who is told and how. */
export const mail = (position, subject, text) =>
	node(
		...['emailSend', 2.1, position],
		{ fromEmail: 'n8n@example.com', toEmail: 'accounting@example.com', subject, emailFormat: 'text', text, options: { appendAttribution: false } },
		{ disabled: true },
	);
