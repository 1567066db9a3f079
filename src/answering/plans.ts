/** Plans: words by which what is to come is asked for, rather than what runs today. */
export const ASKS_PLAN = /늘린|늘리|더\s*짓|더\s*만들|더\s*생기|확대|계획|예정|앞으로|몇\s*년까지/;
