using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CoRe.Bot.Tests.Architecture;

/// <summary>Every type and member that a type names: in signatures, fields, attributes, locals and instructions.</summary>
internal static class References
{
    public static IEnumerable<TypeReference> TypesOf(TypeDefinition type)
    {
        var named = new List<TypeReference?> { type.BaseType };
        named.AddRange(type.Interfaces.Select(i => i.InterfaceType));
        named.AddRange(type.CustomAttributes.Select(a => a.AttributeType));
        named.AddRange(type.Fields.Select(f => f.FieldType));
        named.AddRange(type.GenericParameters.SelectMany(g => g.Constraints).Select(c => c.ConstraintType));
        foreach (var method in type.Methods)
        {
            named.Add(method.ReturnType);
            named.AddRange(method.Parameters.Select(p => p.ParameterType));
            named.AddRange(method.CustomAttributes.Select(a => a.AttributeType));
            named.AddRange(method.HasBody ? method.Body.Variables.Select(v => v.VariableType) : []);
            named.AddRange(Operands(method).SelectMany(TypesIn));
        }

        return named.SelectMany(Parts);
    }

    public static IEnumerable<MethodReference> Calls(MethodDefinition method) => Operands(method).OfType<MethodReference>();

    public static IEnumerable<string> Strings(MethodDefinition method) => Operands(method).OfType<string>();

    private static IEnumerable<object> Operands(MethodDefinition method) =>
        method.HasBody ? method.Body.Instructions.Select(i => i.Operand).Where(o => o is not null) : [];

    private static IEnumerable<TypeReference?> TypesIn(object operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod generic => [generic.DeclaringType, generic.ReturnType, .. generic.GenericArguments, .. generic.Parameters.Select(p => p.ParameterType)],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(p => p.ParameterType)],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    /// <summary>A list of cases names the list and the case.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification wrapped => Parts(wrapped.ElementType),
        _ => [type],
    };
}
