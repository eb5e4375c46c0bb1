namespace CoRe.Bot.Rights;

/// <summary>Which lines of a topic one reader gets: a child reads of himself, a parent of the child.</summary>
internal static class RightsReader
{
    /// <param name="lines">The lines of a topic that may be shown today.</param>
    /// <param name="reader">Null or <see cref="RightsAudience.Both"/> when it is not known who reads: every line but the reworded ones.</param>
    /// <returns>Never empty when <paramref name="lines"/> is not: a topic with nothing for this reader says what it says to the other.</returns>
    public static IReadOnlyList<SourceLineFile> Lines(IReadOnlyList<SourceLineFile> lines, RightsAudience? reader)
    {
        var plain = lines.Where(line => line.InsteadOf is null).ToArray();
        if (reader is not (RightsAudience.Minor or RightsAudience.Parent))
        {
            return plain;
        }

        var reworded = lines.Where(line => line.InsteadOf is not null && line.Audience == reader).ToDictionary(line => line.InsteadOf!);
        SourceLineFile[] own = [.. from line in plain
                                   let said = reworded.GetValueOrDefault(line.Id) ?? line
                                   where said.Audience == RightsAudience.Both || said.Audience == reader
                                   select said];
        return own.Length > 0 ? own : plain;
    }
}
