using Microsoft.AspNetCore.Identity;

namespace CoRe.Bot.Operators;

/// <summary>Length is asked by Identity's options; this refuses what guessers try first. No composition rules: they make passwords worse.</summary>
internal sealed class PasswordRules : IPasswordValidator<CoRe.Bot.Storage.OperatorAccount>
{
    /// <summary>Beginnings of what people choose when twelve characters are asked, folded (lower case, digits for letters undone).</summary>
    private static readonly string[] Guessed =
    [
        "password", "passwort", "contrasena", "motdepasse", "parolachiave", "qwerty", "azerty", "asdfgh", "abcdef", "welcome", "benvenut",
        "letmein", "iloveyou", "tiamo", "changeme", "cambiami", "supervisor", "coordinat", "operator", "corebot", "amministratore", "administrator",
        "juventus", "forzamilan", "forzainter", "forzanapoli", "forzaroma", "francesco", "alessandro", "giuseppe", "superman", "pokemon", "italia",
    ];

    public Task<IdentityResult> ValidateAsync(UserManager<CoRe.Bot.Storage.OperatorAccount> manager, CoRe.Bot.Storage.OperatorAccount user, string? password)
    {
        var folded = Fold(password ?? "");
        var name = Fold(user.UserName ?? "");
        var weak = folded.Distinct().Count() < 5 || IsRun(password ?? "") || (name.Length >= 4 && folded.Contains(name, StringComparison.Ordinal))
            || Guessed.Any(word => folded.StartsWith(word, StringComparison.Ordinal) && folded.Length - word.Length < 8);
        return Task.FromResult(weak ? IdentityResult.Failed(new IdentityError { Code = "PasswordGuessed", Description = "This password is among the first that are tried." }) : IdentityResult.Success);
    }

    private static string Fold(string text) => new([.. text.ToLowerInvariant().Select(c => c switch
    {
        '0' => 'o', '1' or '!' => 'i', '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', _ => c,
    }).Where(char.IsLetterOrDigit)]);

    /// <summary>123456789012, abcdefghijkl and the like, up or down.</summary>
    private static bool IsRun(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => Math.Abs(a - b)).Count(d => d <= 1);
        return text.Length > 1 && steps >= (text.Length - 1) * 3 / 4;
    }
}
