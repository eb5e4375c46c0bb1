using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CoRe.Bot.Storage;

/// <summary>Times as UTC ticks: SQLite has no time zone type, and numbers sort and compare in SQL.</summary>
internal sealed class UtcTicks() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
