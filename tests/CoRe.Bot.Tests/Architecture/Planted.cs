using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CoRe.Bot.Tests.Architecture;

/// <summary>Small assemblies with one offence each: a rule that does not see it guards nothing.</summary>
internal static class Planted
{
    public static ModuleDefinition Module() => ModuleDefinition.CreateModule("Planted", ModuleKind.Dll);

    public static TypeDefinition Type(this ModuleDefinition module, string nameSpace, string name)
    {
        var type = new TypeDefinition(nameSpace, name, TypeAttributes.Class, module.TypeSystem.Object);
        module.Types.Add(type);
        return type;
    }

    public static MethodDefinition Method(this TypeDefinition type, string name, params TypeReference[] parameters)
    {
        var method = new MethodDefinition(name, MethodAttributes.Static, type.Module.TypeSystem.Void);
        foreach (var (index, parameter) in parameters.Index())
        {
            method.Parameters.Add(new ParameterDefinition($"p{index}", ParameterAttributes.None, parameter));
        }

        type.Methods.Add(method);
        return method;
    }

    public static MethodDefinition Calling(this MethodDefinition method, params MethodReference[] called)
    {
        Array.ForEach(called, one => method.Body.Instructions.Add(Instruction.Create(OpCodes.Call, one)));
        return method;
    }

    public static MethodDefinition Saying(this MethodDefinition method, string text)
    {
        method.Body.Instructions.Add(Instruction.Create(OpCodes.Ldstr, text));
        return method;
    }

    public static MethodReference Import(this ModuleDefinition module, Type type, string method) =>
        module.ImportReference(type.GetMethods().First(m => m.Name == method));
}
