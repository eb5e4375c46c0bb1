using CoRe.Bot.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CoRe.Bot.Operators;

/// <summary>Where the first password is printed: the console, never the log, because logs are kept and copied.</summary>
internal sealed record BootstrapOutput(TextWriter Writer);

/// <summary>On the very first start makes the roles and one supervisor, so that no default password exists anywhere.</summary>
internal sealed class BootstrapSupervisor(IServiceScopeFactory scopes, IOptions<OperatorsOptions> options, BootstrapOutput output) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var roles = scope.ServiceProvider.GetRequiredService<RoleManager<IdentityRole>>();
        foreach (var name in Roles.All)
        {
            if (!await roles.RoleExistsAsync(name))
            {
                await roles.CreateAsync(new IdentityRole(name));
            }
        }

        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<OperatorAccount>>();
        if (!await accounts.Users.AnyAsync(cancellationToken))
        {
            await CreateAsync(accounts);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CreateAsync(UserManager<OperatorAccount> accounts)
    {
        var wanted = options.Value.Bootstrap;
        var given = !string.IsNullOrEmpty(wanted.Password);
        var password = given ? wanted.Password! : OneTimePassword.New();
        var account = new OperatorAccount { UserName = wanted.UserName, DisplayName = wanted.UserName };
        var made = await accounts.CreateAsync(account, password);
        if (!made.Succeeded)
        {
            throw new InvalidOperationException("The first supervisor could not be made from Operators:Bootstrap: " + string.Join("; ", made.Errors.Select(e => e.Description)));
        }

        await accounts.AddToRoleAsync(account, Roles.Supervisor);
        if (!given)
        {
            await output.Writer.WriteLineAsync($"First sign-in at /desk: user name '{wanted.UserName}', password '{password}'. It is shown only now.");
            await output.Writer.FlushAsync(CancellationToken.None);
        }
    }
}
