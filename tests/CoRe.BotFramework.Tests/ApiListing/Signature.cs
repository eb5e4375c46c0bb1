using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoRe.BotFramework.Tests.ApiListing;

/// <summary>Writes members by reflection the way the listing writes them.</summary>
internal static class Signature
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(int)] = "int", [typeof(object)] = "object", [typeof(void)] = "void",
        [typeof(float)] = "float", [typeof(double)] = "double", [typeof(long)] = "long",
        [typeof(JsonElement)] = "JToken", [typeof(Dictionary<string, JsonElement>)] = "JObject",
    };

    public static string WithoutModifiers(string member) => Regex.Replace(member, @"\b(virtual|override|abstract) ", string.Empty);

    public static bool IsOverridable(string member) => Regex.IsMatch(member, @"\b(virtual|override|abstract) ");

    public static string Name(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.IsGenericType ? $"{name}<{string.Join(',', type.GetGenericArguments().Select(Of))}>" : name;
    }

    /// <summary>Every member others can see, with modifiers.</summary>
    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return [string.Join(", ", Enum.GetNames(type))];
        }

        if (typeof(Delegate).IsAssignableFrom(type))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"{Of(invoke.ReturnType)} ({Parameters(invoke)})"];
        }

        return type.GetMembers(Declared).Select(Write).OfType<string>();
    }

    private static string? Write(MemberInfo member) => member switch
    {
        ConstructorInfo { IsStatic: false } ctor when Visible(ctor) => $"{Access(ctor)}ctor({Parameters(ctor)})",
        MethodInfo { IsSpecialName: false } method when Visible(method) => $"{Access(method)}{Modifiers(method)}{Of(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)})",
        PropertyInfo property when property.GetMethod is { } getter && Visible(getter) => $"{Access(getter)}{Modifiers(getter)}{Of(property.PropertyType)} {property.Name} {{ get; {(property.SetMethod is { } setter && Visible(setter) ? "set; " : string.Empty)}}}",
        FieldInfo { IsPublic: true } field when field.IsLiteral => $"field const {Of(field.FieldType)} {field.Name} = \"{field.GetRawConstantValue()}\"",
        FieldInfo { IsPublic: true } field => $"field {(field.IsStatic ? "static " : string.Empty)}{Of(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method) => method.IsPublic ? string.Empty : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        if (method.IsStatic)
        {
            return "static ";
        }

        if (method.DeclaringType!.IsInterface || !method.IsVirtual || method.IsFinal)
        {
            return string.Empty;
        }

        return method.IsAbstract ? "abstract " : method.GetBaseDefinition() == method ? "virtual " : "override ";
    }

    private static string Generic(MethodInfo method)
        => method.IsGenericMethodDefinition ? $"<{string.Join(',', method.GetGenericArguments().Select(Of))}>" : string.Empty;

    private static string Parameters(MethodBase method)
    {
        var extension = method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute)) ? "this " : string.Empty;
        return extension + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var variadic = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : string.Empty;
        var text = $"{variadic}{Of(parameter.ParameterType)} {parameter.Name}";
        return parameter.HasDefaultValue ? $"{text} = {Default(parameter)}" : text;
    }

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType ? "default" : "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        var other => other.ToString()!,
    };

    private static string Of(Type type)
    {
        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        if (type.IsByRef)
        {
            return Of(type.GetElementType()!) + "&";
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "[]";
        }

        return Nullable.GetUnderlyingType(type) is { } inner ? Of(inner) + "?" : Name(type);
    }
}
