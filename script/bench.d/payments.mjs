// A made-up report of payments, the same at every run: several currencies, shared payments, gifts, refunds whole and
// in part, fees and payouts.
import { openSync, writeSync, closeSync } from 'node:fs';

const HEAD = 'balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,charge_id,'
  + 'payment_metadata[creators],payment_metadata[work],customer_email,customer_name';
const DECIMALS = { gbp: 2, eur: 2, usd: 2, jpy: 0 };
const CURRENCIES = ['gbp', 'gbp', 'gbp', 'gbp', 'gbp', 'gbp', 'eur', 'usd', 'jpy'];
const CREATORS = 40;
const START_MS = Date.UTC(2025, 0, 1);
const YEAR_MS = 365 * 86_400_000;

/** Numbers that look random and repeat from run to run (Park and Miller). */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const major = (minor, decimals) => {
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return (minor < 0 ? '-' : '') + digits.slice(0, cut) + (decimals > 0 ? `.${digits.slice(cut)}` : '');
};

/** Writes a report of `rows` rows to `file`; nine in ten are charges. */
export function writePayments(file, rows) {
  const pick = numbers(20_260_101);
  const out = openSync(file, 'w');
  const charges = [];
  let lines = [HEAD];
  for (let row = 0; row < rows; row += 1) {
    const at = new Date(START_MS + Math.floor((row / rows) * YEAR_MS)).toISOString().slice(0, 19).replace('T', ' ');
    const line = (currency, gross, fee, kind, charge, creators, work) => {
      const amounts = [gross, fee, gross - fee].map((minor) => major(minor, DECIMALS[currency]));
      return [`txn_${row}`, at, currency, ...amounts, kind, charge, creators, work, `p${row}@example.org`, 'A Payer'].join(',');
    };
    const lot = pick(100);
    if (lot < 90 || charges.length === 0) {
      const currency = CURRENCIES[pick(CURRENCIES.length)];
      const gross = 100 + pick(20_000);
      const names = new Set(Array.from({ length: pick(4) }, () => `creator-${pick(CREATORS)}`));
      const creators = [...names].map((name) => `${name}:${1 + pick(5)}`).join(', ');
      charges.push({ id: `ch_${row}`, currency, left: gross });
      if (charges.length > 2_000) charges.shift();
      lines.push(line(currency, gross, Math.floor(gross / 50), 'charge', `ch_${row}`, creators && `"${creators}"`, `Work ${pick(500)}`));
    } else if (lot < 98) {
      const charge = charges[pick(charges.length)];
      const back = charge.left === 0 ? 0 : lot < 94 ? charge.left : 1 + pick(charge.left);
      if (back === 0) lines.push(line('gbp', 0, 120, 'fee', '', '', ''));
      else {
        charge.left -= back;
        lines.push(line(charge.currency, -back, 0, 'refund', charge.id, '', ''));
      }
    } else if (lot === 98) lines.push(line('gbp', 0, 250, 'fee', '', '', ''));
    else lines.push(line('gbp', -1_000, 0, 'payout', '', '', ''));
    if (lines.length >= 10_000) {
      writeSync(out, `${lines.join('\n')}\n`);
      lines = [];
    }
  }
  if (lines.length > 0) writeSync(out, `${lines.join('\n')}\n`);
  closeSync(out);
}
