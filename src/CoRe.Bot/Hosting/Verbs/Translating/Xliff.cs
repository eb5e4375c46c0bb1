using System.Xml;
using System.Xml.Linq;
using CoRe.Bot.Languages;

namespace CoRe.Bot.Hosting.Verbs.Translating;

/// <summary>A translated sentence as a file from a translator brings it.</summary>
/// <param name="Approved">The translator calls it final.</param>
internal sealed record BroughtUnit(string Id, string Italian, string Words, bool Approved);

/// <summary>
/// XLIFF 1.2, the form that translation platforms and desktop tools all read (OASIS, 2008). One file a language, one unit a sentence; line
/// breaks and <c>{name}</c> places stand in the text as they are.
/// </summary>
internal static class Xliff
{
    private static readonly XNamespace Space = "urn:oasis:names:tc:xliff:document:1.2";

    public static void Write(TextWriter output, LocaleTag tag, IEnumerable<TranslationUnit> units)
    {
        var document = new XDocument(new XElement(Space + "xliff", new XAttribute("version", "1.2"),
            new XElement(Space + "file", new XAttribute("original", "locales"), new XAttribute("datatype", "plaintext"),
                new XAttribute("source-language", LocaleTag.Italian.Value), new XAttribute("target-language", tag.Value),
                new XElement(Space + "body", units.Select(Unit)))));
        using var writer = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineHandling = NewLineHandling.Entitize, NewLineChars = "\n" });
        document.Save(writer);
    }

    /// <exception cref="FormatException">The file is no XLIFF 1.2 with Italian sources; says what is wrong.</exception>
    public static (LocaleTag Tag, IReadOnlyList<BroughtUnit> Units) Read(TextReader input)
    {
        try
        {
            // No DTD: a file from outside must not make us fetch or expand anything.
            using var reader = XmlReader.Create(input, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var file = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root?.Element(Space + "file") ?? throw new FormatException("There is no XLIFF 1.2 'file' in it.");
            var target = (string?)file.Attribute("target-language") ?? throw new FormatException("The file does not say its target-language.");
            return (string?)file.Attribute("source-language") == LocaleTag.Italian.Value
                ? (new LocaleTag(target), [.. file.Descendants(Space + "trans-unit").Select(Brought).OfType<BroughtUnit>()])
                : throw new FormatException("The source-language is not 'it'.");
        }
        catch (XmlException broken)
        {
            throw new FormatException($"Line {broken.LineNumber} is not well-formed XML.", broken);
        }
    }

    private static XElement Unit(TranslationUnit unit)
    {
        var approved = unit.State == TextState.Reviewed && unit.Words is not null;
        var element = new XElement(Space + "trans-unit", new XAttribute("id", unit.Id), new XAttribute("approved", approved ? "yes" : "no"),
            new XAttribute(XNamespace.Xml + "space", "preserve"), new XElement(Space + "source", unit.Italian));
        if (unit.Words is not null)
        {
            element.Add(new XElement(Space + "target", new XAttribute("state", StateOf(unit.State)), unit.Words));
        }

        return element;
    }

    private static string StateOf(TextState state) => state switch
    {
        TextState.Reviewed => "final",
        TextState.Stale => "needs-translation",
        _ => "needs-review-translation",
    };

    private static BroughtUnit? Brought(XElement unit)
    {
        var id = (string?)unit.Attribute("id") ?? throw new FormatException("A trans-unit has no id.");
        return unit.Element(Space + "target") is { } target && target.Value.Trim().Length > 0
            ? new(id, unit.Element(Space + "source")?.Value ?? "", target.Value, (string?)unit.Attribute("approved") == "yes" || (string?)target.Attribute("state") is "final" or "signed-off")
            : null;
    }
}
