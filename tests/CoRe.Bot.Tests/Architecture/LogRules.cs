using Microsoft.Extensions.Logging;
using Mono.Cecil;

namespace CoRe.Bot.Tests.Architecture;

/// <summary>Logs cannot carry words: log methods are declared, and their parameters are ids, counts, enums and codes.</summary>
internal static class LogRules
{
    private static readonly string[] Values = ["Int16", "Int32", "Int64", "Double", "Boolean", "Guid", "TimeSpan", "DateTimeOffset"];

    private static readonly string[] Ids = ["ConversationId", "CaseId", "ReferralId", "OperatorId", "TopicId", "LocaleTag"];

    /// <summary>Texts that are ours: ids of talks and rows, names of kinds and settings. A new name here is a decision about privacy.</summary>
    private static readonly string[] Codes = ["conversation", "kind", "code", "errorType", "channel", "operator", "setting", "locale", "service", "caseId", "referralId", "node"];

    /// <summary>What a checker says about a broken flow file: it quotes the files of the house, never a person.</summary>
    private static readonly string[] Allowed = ["FlowSource.Refused(String reason)"];

    public static IEnumerable<string> ParametersThatCouldCarryWords(IEnumerable<ModuleDefinition> modules) =>
        from type in House.Types(modules)
        from method in type.Methods
        where IsLogMethod(method)
        from parameter in method.Parameters
        where !IsHarmless(parameter)
        let name = $"{House.Outermost(type).Name}.{method.Name}({parameter.ParameterType.Name} {parameter.Name})"
        where !Allowed.Contains(name)
        select name;

    /// <summary>LogInformation("...") takes anything, also an exception whose message quotes a person.</summary>
    public static IEnumerable<string> UndeclaredLogCalls(IEnumerable<ModuleDefinition> modules) =>
        from type in House.Types(modules)
        from method in type.Methods
        where References.Calls(method).Any(c => c.DeclaringType.FullName == typeof(LoggerExtensions).FullName)
        select $"{House.Outermost(type).Name}.{method.Name}";

    /// <summary>Where a person's words are opened nothing is logged or printed.</summary>
    public static IEnumerable<string> WordsBesideALogger(IEnumerable<ModuleDefinition> modules) =>
        from type in House.Types(modules)
        from method in type.Methods
        let calls = References.Calls(method).ToList()
        where calls.Any(c => c.DeclaringType.Name == "PersonText" && c.Name is "Reveal" or "get_Words")
        where calls.Any(c => c.DeclaringType.FullName == "System.Console" || c.Parameters.Any(p => p.ParameterType.Name.StartsWith("ILogger", StringComparison.Ordinal)))
        select $"{House.Outermost(type).Name}.{method.Name}";

    public static int LogMethods(IEnumerable<ModuleDefinition> modules) => House.Types(modules).SelectMany(t => t.Methods).Count(IsLogMethod);

    private static bool IsLogMethod(MethodDefinition method) => method.CustomAttributes.Any(a => a.AttributeType.FullName == typeof(LoggerMessageAttribute).FullName);

    private static bool IsHarmless(ParameterDefinition parameter)
    {
        var type = parameter.ParameterType is GenericInstanceType { ElementType.Name: "Nullable`1" } nullable ? nullable.GenericArguments[0] : parameter.ParameterType;
        return type.Name.StartsWith("ILogger", StringComparison.Ordinal)
            || Values.Contains(type.Name)
            || Ids.Contains(type.Name)
            || type.Resolve() is { IsEnum: true }
            || (type.FullName == "System.String" && Codes.Contains(parameter.Name));
    }
}
