using System.Text.RegularExpressions;
using Mono.Cecil;

namespace CoRe.Bot.Tests.Architecture;

/// <summary>What may touch the database, the network and the clock. Each rule names its offenders.</summary>
internal static partial class EdgeRules
{
    private static readonly string[] Banned =
    [
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
        "System.Random::get_Shared", "System.Threading.Thread::Sleep", "System.Threading.Tasks.Task::Wait", "System.Threading.Tasks.Task`1::get_Result",
    ];

    /// <summary>SQL stands in Storage, in classes that are named Store, and in writers of changes.</summary>
    public static IEnumerable<string> SqlElsewhere(IEnumerable<ModuleDefinition> modules) =>
        from type in House.Types(modules)
        let owner = House.Outermost(type)
        where RoomTable.RoomOf(owner) != "Storage" && !owner.Name.EndsWith("Store", StringComparison.Ordinal) && !owner.Name.EndsWith("Writer", StringComparison.Ordinal)
        from method in type.Methods
        where References.Strings(method).Any(text => Statement().IsMatch(text))
        select owner.FullName;

    /// <summary>The ways out of the house: wires, translators, deliveries of referrals.</summary>
    public static IEnumerable<string> HttpElsewhere(IEnumerable<ModuleDefinition> modules) =>
        from type in House.Types(modules)
        let place = House.Outermost(type).Namespace
        where !InOrBelow(place, "CoRe.Bot.Channels") && !InOrBelow(place, "CoRe.Bot.Languages") && !InOrBelow(place, "CoRe.Bot.Dispatch")
        where References.TypesOf(type).Any(used => used.FullName is "System.Net.Http.HttpClient" or "System.Net.Http.IHttpClientFactory" or "System.Net.Http.HttpMessageInvoker")
        select House.Outermost(type).FullName;

    /// <summary>Screening is pure: no storage, no network, no own clock, no files while it reads.</summary>
    public static IEnumerable<string> ScreeningThatReachesOut(IEnumerable<ModuleDefinition> modules) =>
        from type in House.Types(modules)
        where RoomTable.RoomOf(type) == "Screening"
        from used in References.TypesOf(type)
        where used.Namespace.StartsWith("System.Net", StringComparison.Ordinal) || used.Namespace.StartsWith("Microsoft.EntityFrameworkCore", StringComparison.Ordinal)
            || used.Namespace.StartsWith("System.Data", StringComparison.Ordinal) || used.FullName is "System.TimeProvider" or "System.Diagnostics.Stopwatch"
        select $"{House.Outermost(type).FullName} uses {used.FullName}";

    /// <summary>The same list as BannedSymbols.txt, read from what was really built: a suppressed warning does not hide here.</summary>
    public static IEnumerable<string> HiddenClocks(IEnumerable<ModuleDefinition> modules) =>
        from type in House.Types(modules)
        from method in type.Methods
        from called in References.Calls(method)
        let name = $"{called.DeclaringType.GetElementType().FullName}::{called.Name}"
        where Banned.Contains(name)
        select $"{House.Outermost(type).FullName} calls {name}";

    private static bool InOrBelow(string place, string room) => place == room || place.StartsWith(room + ".", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(SELECT .* FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|PRAGMA|CREATE (TABLE|INDEX))\b", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Statement();
}
