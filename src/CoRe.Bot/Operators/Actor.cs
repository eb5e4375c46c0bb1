using System.Security.Claims;
using CoRe.Bot.Facts;

namespace CoRe.Bot.Operators;

/// <summary>
/// What an account may do. An auditor sees who did what and how many cases there are; an editor and a lawyer see words and no case;
/// from operator on, each role includes the ones before it, except what an auditor, an editor or a lawyer alone may do.
/// </summary>
internal enum OperatorRole
{
    /// <summary>Reads the audit trail and counts of cases. Never a word of a person, and changes nothing.</summary>
    Auditor,

    /// <summary>Corrects texts, numbers and hours.</summary>
    Editor,

    /// <summary>An editor who also signs what the law says.</summary>
    Lawyer,

    /// <summary>Answers people. Does not change what the product says.</summary>
    Operator,

    /// <summary>Switches the desk and sees deliveries that failed.</summary>
    Coordinator,

    /// <summary>Keeps accounts, reads the audit trail, decides overrides.</summary>
    Supervisor,
}

/// <summary>Who acts at the desk. Every operation takes one, so that no change is anonymous.</summary>
internal sealed record Actor(OperatorId Id, string Name, OperatorRole Role)
{
    /// <summary>The product itself, for what it does by the clock.</summary>
    public static readonly Actor Product = new(new OperatorId("product"), "", OperatorRole.Operator);

    /// <summary>Whether cases and talks are this person's work.</summary>
    public bool SeesCases => Role >= OperatorRole.Operator;

    /// <summary>Whether this person may change what the product says.</summary>
    public bool MayCorrect => Role is OperatorRole.Editor or OperatorRole.Lawyer or OperatorRole.Supervisor;

    /// <summary>Whether this person's name may stand behind the law.</summary>
    public bool MaySign => Role == OperatorRole.Lawyer;

    /// <summary>Whether this person may read who did what.</summary>
    public bool SeesAudit => Role is OperatorRole.Auditor or OperatorRole.Supervisor;

    /// <summary>The page where this person's work begins.</summary>
    public string Home => SeesCases ? "desk" : MayCorrect ? "desk/words" : "desk/audit";

    public bool IsCoordinator => Role >= OperatorRole.Coordinator;

    public bool IsSupervisor => Role == OperatorRole.Supervisor;

    /// <summary>Null when nobody is signed in, or somebody who must first set a password or second factor.</summary>
    public static Actor? Of(ClaimsPrincipal? principal) =>
        principal?.Identity?.IsAuthenticated == true && !principal.HasClaim(c => c.Type == OperatorClaims.Must) ? Signed(principal) : null;

    /// <summary>The signed-in account, also while it still owes a step.</summary>
    public static Actor Signed(ClaimsPrincipal principal) => new(
        new OperatorId(principal.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw new InvalidOperationException("Nobody is signed in.")),
        principal.FindFirstValue(ClaimTypes.Name) ?? "",
        Roles.Highest(principal.FindAll(ClaimTypes.Role).Select(c => c.Value)));
}

/// <summary>Names of roles as the accounts table has them.</summary>
internal static class Roles
{
    public const string Auditor = "auditor";
    public const string Editor = "editor";
    public const string Lawyer = "lawyer";
    public const string Operator = "operator";
    public const string Coordinator = "coordinator";
    public const string Supervisor = "supervisor";

    public static readonly IReadOnlyList<string> All = [Auditor, Editor, Lawyer, Operator, Coordinator, Supervisor];

    public static OperatorRole Highest(IEnumerable<string> names) => names.Select(Parse).DefaultIfEmpty(OperatorRole.Editor).Max();

    public static string Name(this OperatorRole role) => All[(int)role];

    public static OperatorRole Parse(string name) => All.ToList().IndexOf(name) is var i and >= 0 ? (OperatorRole)i : OperatorRole.Editor;
}

/// <summary>Claims of the desk's cookie beside the usual ones.</summary>
internal static class OperatorClaims
{
    /// <summary>The account's security stamp: sign-out, disabling and a new password change it and so end every session.</summary>
    public const string Stamp = "core:stamp";

    /// <summary>128 random bits, new at each sign-in.</summary>
    public const string Session = "core:session";

    /// <summary>What the account owes before the desk opens: <see cref="MustChangePassword"/> or <see cref="MustEnrol"/>.</summary>
    public const string Must = "core:must";

    /// <summary>This session was opened with two factors at once: a passkey, or a provider that asks for both.</summary>
    public const string Both = "core:both";

    public const string MustChangePassword = "password";
    public const string MustEnrol = "second-factor";
}

/// <summary>Authorization policies of the desk.</summary>
internal static class DeskPolicies
{
    /// <summary>Signed in, owing nothing, and there for cases. The default.</summary>
    public const string Desk = "desk";

    /// <summary>May change what the product says.</summary>
    public const string Words = "desk-words";

    /// <summary>Signed in, perhaps still owing a password or a second factor.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>May read the audit trail.</summary>
    public const string Audit = "desk-audit";
    public const string Coordinator = "desk-coordinator";
    public const string Supervisor = "desk-supervisor";
}
