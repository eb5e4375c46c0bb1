using Mono.Cecil;

namespace CoRe.Bot.Tests.Architecture;

/// <summary>A wrong setting stops the program at its start, not in the middle of a night.</summary>
internal static class SettingRules
{
    /// <summary>Options classes are those that name their section.</summary>
    public static IReadOnlyList<TypeDefinition> OptionsClasses(IEnumerable<ModuleDefinition> modules) =>
        [.. House.Types(modules).Where(t => t.Fields.Any(f => f is { Name: "Section", HasConstant: true }))];

    public static IEnumerable<string> Unvalidated(IReadOnlyList<ModuleDefinition> modules)
    {
        var types = House.Types(modules).ToList();
        var validators = types.SelectMany(t => t.Interfaces).Select(i => i.InterfaceType).OfType<GenericInstanceType>()
            .Where(i => i.ElementType.Name == "IValidateOptions`1").Select(i => i.GenericArguments[0].FullName).ToHashSet();
        var atStart = types.SelectMany(t => t.Methods).SelectMany(References.Calls).OfType<GenericInstanceMethod>()
            .Where(c => c.Name == "ValidateOnStart").Select(c => c.GenericArguments[0].FullName).ToHashSet();
        foreach (var options in OptionsClasses(modules).Select(t => t.FullName))
        {
            if (!validators.Contains(options))
            {
                yield return $"{options} has no validator";
            }

            if (!atStart.Contains(options))
            {
                yield return $"{options} is not validated at start";
            }
        }
    }
}
