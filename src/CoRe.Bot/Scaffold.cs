// TEMPORARY, never released: stands in for rooms that are still on their branches. Whoever lands a room deletes its lines here.
using CoRe.Bot.Facts; using CoRe.Bot.Languages; 
namespace CoRe.Bot.Screening { internal enum RiskBand { None, CheckIn, Operator, Emergency } 
 internal sealed record RiskReason(string PatternId, RiskCategory Category, Severity Severity, string Italian);
 internal sealed record ScreeningMemory { public static ScreeningMemory Empty = new(); }
 internal sealed record RiskFinding(Severity Severity, RiskCategory Category, RiskBand Band, IReadOnlyList<RiskReason> Reasons, ScreeningMemory Memory);
 internal sealed class RiskScreener { public RiskFinding Screen(PersonText t, ScreeningMemory m) => new(Severity.None, RiskCategory.None, RiskBand.None, [], m); }
 internal static class TextRepair { public static string Repair(string s) => s; } 
 [System.Text.Json.Serialization.JsonSerializable(typeof(ScreeningMemory))] internal partial class ScreeningMemoryJson : System.Text.Json.Serialization.JsonSerializerContext; }
namespace CoRe.Bot.Understanding { internal sealed record TopicGuess(TopicId? Topic, IReadOnlyList<TopicId> Candidates, double Confidence); internal sealed class TopicRecognizer { public TopicGuess Recognize(PersonText t, LocaleTag? l) => new(null, [], 0); } }
namespace CoRe.Bot.Dialogs { internal sealed class SafetyTexts { public IReadOnlyList<Activity> For(Turn t) => []; public IReadOnlyList<Activity> Failure(Turn t) => []; } }
