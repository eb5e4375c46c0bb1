using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoRe.Bot.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CheckInPhrase : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "phrase_hash",
                table: "conversations",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "silent",
                table: "cases",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "phrase_hash",
                table: "conversations");

            migrationBuilder.DropColumn(
                name: "silent",
                table: "cases");
        }
    }
}
