using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CoRe.Bot.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AgreedCheckIns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "for_another",
                table: "referrals",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "agreed_check_ins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    case_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<string>(type: "TEXT", nullable: false),
                    operator_id = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sealed_words = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_agreed_check_ins", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_agreed_check_ins_conversation_id",
                table: "agreed_check_ins",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_agreed_check_ins_state_at",
                table: "agreed_check_ins",
                columns: new[] { "state", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "agreed_check_ins");

            migrationBuilder.DropColumn(
                name: "for_another",
                table: "referrals");
        }
    }
}
