using System.Text.RegularExpressions;
using CoRe.Bot.Operators;
using CoRe.Bot.Tests.Desk;

namespace CoRe.Bot.Tests.Operators;

public sealed class BootstrapTests
{
    [Fact]
    public async Task The_first_password_is_printed_once_opens_the_desk_and_stands_in_no_log()
    {
        var folder = Directory.CreateTempSubdirectory("corebot-boot-").FullName;
        string password;
        await using (var first = await new DeskBed(folder, ("Operators:Bootstrap:Password", null), ("Operators:Bootstrap:UserName", "supervisor")).StartAsync())
        {
            password = Regex.Match(first.Printed.ToString(), "password '([^']+)'").Groups[1].Value;
            using var browser = first.Browser();
            Assert.Equal("/desk", await browser.SignInAsync("supervisor", password));
            Assert.Equal(OperatorRole.Supervisor, (await first.Get<Accounts>().ListAsync(default)).Single().Role);
            Assert.True(password.Length >= 20);
            Assert.DoesNotContain(password, first.Log.All, StringComparison.Ordinal);
        }

        await using (var second = await new DeskBed(folder, ("Operators:Bootstrap:Password", null)).StartAsync())
        {
            Assert.Equal("", second.Printed.ToString());
            Assert.Single(await second.Get<Accounts>().ListAsync(default));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_given_password_is_not_printed()
    {
        await using var bed = await new DeskBed().StartAsync();

        Assert.Equal("", bed.Printed.ToString());
        Assert.Equal("capo", (await bed.Get<Accounts>().ListAsync(default)).Single().UserName);
        Assert.DoesNotContain(DeskBed.Password, bed.Log.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("corta")]
    [InlineData("password1234")]
    public async Task A_first_password_that_is_easy_to_guess_does_not_start(string password)
    {
        var bed = new DeskBed(null, ("Operators:Bootstrap:Password", password));
        await using (bed)
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(bed.StartAsync);
            Assert.DoesNotContain(password, error.Message, StringComparison.Ordinal);
        }
    }
}
